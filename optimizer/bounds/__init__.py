"""Lower bounds: what no plan of a problem can do better."""

from optimizer.bounds.deeper import deeper
from optimizer.bounds.limit import Limit, limit
from optimizer.bounds.proofs import Proof, proofs

__all__ = ["Limit", "Proof", "deeper", "limit", "proofs"]
