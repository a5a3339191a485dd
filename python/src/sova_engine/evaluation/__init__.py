"""Measurements over real files, and campaigns over the real processes when things break."""
