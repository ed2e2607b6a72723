"""What readers meet, as tables."""

from articles.models.article import Article, Kind
from articles.models.change import Change
from articles.models.edition import Byline, BylineRole, Edition, Stage
from articles.models.live import Live, LiveByline, LiveTopic
from articles.models.media import Photo
from articles.models.people import Author, Source
from articles.models.release import ChangeKind, Release
from articles.models.revision import Revision
from articles.models.taxonomy import Place, Section, Topic

__all__ = [
    "Article", "Author", "Byline", "BylineRole", "Change", "ChangeKind", "Edition", "Kind", "Live", "LiveByline", "LiveTopic",
    "Photo", "Place", "Release", "Revision", "Section", "Source", "Stage", "Topic",
]  # fmt: skip
