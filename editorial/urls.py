"""Public addresses that the newsroom itself answers for."""

from django.urls import path

from editorial.views.board import board

urlpatterns = [path("board/", board, name="board")]
