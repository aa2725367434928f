"""JSON Schemas of the files: ``python -m api.files.schemas`` writes them to ``docs/schemas``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from api.files.plan import PlanFile
from api.files.problem import ProblemFile

FILES: dict[str, type[BaseModel]] = {"problem": ProblemFile, "plan": PlanFile}


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of the file ``name``.

    It says what a schema can say; that ids exist and windows are not reversed, only reading does.
    """
    body = FILES[name].model_json_schema()
    body["required"] = ["version", *body["required"]]
    return {"$schema": GenerateJsonSchema.schema_dialect, **body, "title": f"{name}.json"}


def schema_text(name: str) -> str:
    """The content of ``docs/schemas/<name>.schema.json``."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def main(folder: Path = Path("docs/schemas")) -> None:
    """Write all schemas into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        (folder / f"{name}.schema.json").write_text(schema_text(name), encoding="utf-8")


if __name__ == "__main__":
    main()
