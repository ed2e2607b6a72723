"""Drawings in the tradition of the region: tile, brick, wood, reed and wool, each as geometry."""
