"""Errors as RFC 9457 problem documents, in one shape whatever went wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from api.errors import ApplicationError, HttpFault, InvalidRequest
from api.texts import text

UNREADABLE = 400
"""What FastAPI says of a body that is not even text; every other bad body is a 422."""

MEDIA_TYPE = "application/problem+json"


class ProblemDetails(BaseModel):
    """What went wrong and what to do; texts are Chinese first, English second."""

    type: str = Field(examples=["urn:songcan:error:schedule_not_found"])
    title: str
    status: int = Field(ge=400, le=599)
    detail: str
    code: str = Field(description="Stable name of the error, for programs")
    values: dict[str, Any] = Field(description="The values behind the error")
    remedy: str = Field(description="What to do about it")

    @classmethod
    def of(cls, error: ApplicationError) -> ProblemDetails:
        """The document of ``error``."""
        return cls(
            type=f"urn:songcan:error:{error.code.lower()}",
            title=_title(error.status),
            status=error.status,
            detail=str(error.detail),
            code=error.code,
            values=jsonable_encoder(error.values),
            remedy=str(error.remedy),
        )


def problem_response(
    error: ApplicationError, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """The answer to a request that ended in ``error``."""
    document = ProblemDetails.of(error).model_dump()
    return JSONResponse(document, error.status, headers, MEDIA_TYPE)


def documented(*errors: ApplicationError) -> dict[int | str, dict[str, Any]]:
    """OpenAPI's entries for the statuses of ``errors``, each error as the example of its own."""
    return {
        error.status: {
            "description": _title(error.status),
            "content": {
                MEDIA_TYPE: {
                    "schema": {"$ref": f"#/components/schemas/{ProblemDetails.__name__}"},
                    "example": ProblemDetails.of(error).model_dump(),
                }
            },
        }
        for error in errors
    }


def add_problem_details(app: FastAPI) -> None:
    """Let ``app`` answer the errors it raises on purpose with problem documents."""

    @app.exception_handler(ApplicationError)
    def application_error(_: Request, error: ApplicationError) -> JSONResponse:
        return problem_response(error)

    @app.exception_handler(RequestValidationError)
    def invalid_request(_: Request, error: RequestValidationError) -> JSONResponse:
        return problem_response(InvalidRequest([_issue(e) for e in error.errors()]))

    @app.exception_handler(HTTPException)
    def http_fault(request: Request, error: HTTPException) -> JSONResponse:
        if error.status_code == UNREADABLE:
            issue = {"where": "body", "value": None, "problem": error.detail}
            return problem_response(InvalidRequest([issue]), error.headers)
        fault = HttpFault(error.status_code, method=request.method, path=request.url.path)
        return problem_response(fault, error.headers)


def _title(status: int) -> str:
    known = f"status_{status}" in text
    return str(text(f"status_{status if known else status // 100 * 100}"))


def _issue(error: Mapping[str, Any]) -> dict[str, object]:
    where = ".".join(map(str, error["loc"]))
    return {"where": where, "value": error["input"], "problem": error["msg"]}
