"""Ink: scenes and plots as pictures. The only room that knows matplotlib; its global state is left alone."""

from cnnlib.draw.pictures import Picture, picture

__all__ = ["Picture", "picture"]
