"""Pictures as data: pure functions `scene(settings) -> Scene`. No ink, no controls, no matplotlib."""
