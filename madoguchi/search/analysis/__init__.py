"""From text to the terms of the index: the same for articles and queries, on every database. No framework."""

from madoguchi.search.analysis.analyser import VERSION, Analyser, Word, analyser
from madoguchi.search.analysis.fold import fold
from madoguchi.search.analysis.sentences import sentences

__all__ = ["VERSION", "Analyser", "Word", "analyser", "fold", "sentences"]
