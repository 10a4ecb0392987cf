"""Encoding: a standard's rules as constraints for the solver."""

from kitemark.analysis.encoding.party import Encoder, encode, encode_freely
from kitemark.analysis.encoding.scored import Asked, Chain, Scored

__all__ = ["Asked", "Chain", "Encoder", "Scored", "encode", "encode_freely"]
