"""Mails about the review of articles: to those who may publish, and back to who asked."""
