"""Timings, run by hand: `make bench` and `make bench-explorers`."""
