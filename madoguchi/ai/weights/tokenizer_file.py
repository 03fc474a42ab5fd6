"""Writing a sentencepiece model from a vocabulary.

Source of the field numbers: https://github.com/google/sentencepiece/blob/master/src/sentencepiece_model.proto
"""

from __future__ import annotations

import sentencepiece

from madoguchi.ai.weights.e5_file import Vocabulary
from madoguchi.ai.weights.protobuf import data, number, real

NORMAL, UNKNOWN, CONTROL = 1, 2, 3
UNIGRAM = 1


def sentencepiece_model(vocabulary: Vocabulary) -> bytes:
    """A ModelProto whose ids are the model's own: the pieces stand in its order, special ones included.

    Special pieces are written as CONTROL, so that no text can spell one ("<s>", "<mask>").
    """
    last = len(vocabulary.pieces) - 1
    kinds = {vocabulary.begin: CONTROL, vocabulary.end: CONTROL, vocabulary.padding: CONTROL, last: CONTROL}
    kinds[vocabulary.unknown] = UNKNOWN
    pieces = [
        data(1, data(1, piece) + real(2, score) + number(3, kinds.get(index, NORMAL)))
        for index, (piece, score) in enumerate(zip(vocabulary.pieces, vocabulary.scores, strict=True))
    ]
    trainer = number(3, UNIGRAM) + number(4, len(vocabulary.pieces)) + number(40, vocabulary.unknown)
    trainer += number(41, vocabulary.begin) + number(42, vocabulary.end) + number(43, vocabulary.padding)
    sentencepiece.set_min_log_level(2)
    normalizer = sentencepiece.SentencePieceNormalizer(norm_map=list(vocabulary.normal.items()))
    return b"".join([*pieces, data(2, trainer), data(3, normalizer.serialized_normalizer_spec())])
