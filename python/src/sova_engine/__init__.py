"""Sova's retrieval engine: reads documents, cuts passages, embeds, indexes, retrieves, quotes."""

API_VERSION = 1
