"""Campaigns over the real processes: what happens when things break, measured."""
