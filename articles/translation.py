"""Which reference data is kept in three languages. A name may stand in for a missing one.

A biography or a caption may not: read those with newsroom.lib.translated.own().
"""

from modeltranslation.translator import TranslationOptions, register

from articles.models import Author, Photo, Place, Section, Source, Topic


@register([Section, Topic, Place])
class NameTranslation(TranslationOptions):
    fields = ("name",)


@register(Author)
class AuthorTranslation(TranslationOptions):
    fields = ("name", "bio")


@register(Source)
class SourceTranslation(TranslationOptions):
    fields = ("name", "about")


@register(Photo)
class PhotoTranslation(TranslationOptions):
    fields = ("alt", "caption", "credit")
