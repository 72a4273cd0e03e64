"""Jiedui (结对): a chat bot for party branches that work as partners."""
