"""Which of the masthead and the board is kept in three languages."""

from modeltranslation.translator import TranslationOptions, register

from editorial.models import BoardMember, Masthead


@register(Masthead)
class MastheadTranslation(TranslationOptions):
    fields = ("name", "line", "board_line", "accreditation_line", "owner")


@register(BoardMember)
class BoardMemberTranslation(TranslationOptions):
    fields = ("name", "position", "bio")
