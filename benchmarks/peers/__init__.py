"""Other systems on our problem, as strategies that only comparisons know."""

from __future__ import annotations

from collections.abc import Mapping

PEERS: Mapping[str, str] = {
    "pyvrp_packing": "benchmarks.peers.pyvrp_packing:PyVrpPacking",
    "pyvrp_reload": "benchmarks.peers.pyvrp_reload:PyVrpReload",
    "vroom": "benchmarks.peers.vroom:Vroom",
    "vrp_cli": "benchmarks.peers.vrp_cli:VrpCli",
}
"""Where each peer's class is, ``module:Class``, by name."""

NEEDS: Mapping[str, str] = {
    "pyvrp_packing": "pyvrp",
    "pyvrp_reload": "pyvrp",
    "vroom": "vroom",
    "vrp_cli": "vrp_cli",
}
"""The package that each peer runs, perhaps in a process of its own."""
