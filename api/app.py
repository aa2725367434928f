"""The web application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from api import health
from api.db import Database, migrate
from api.desk import Desk
from api.editing import endpoints as editing
from api.logs import RequestLog, configure_logs
from api.misses import endpoints as misses
from api.problem_details import ProblemDetails, add_problem_details
from api.schedules import endpoints as schedules
from api.settings import Settings
from api.settings import settings as settings_of_process
from api.versions import endpoints as versions
from api.web.changing.happened import router as happened
from api.web.changing.versions import router as page_versions
from api.web.changing.visits import router as visits
from api.web.duty import router as riders
from api.web.eligible import router as eligible
from api.web.imports import router as imports
from api.web.misses import router as page_misses
from api.web.ordering import router as ordering
from api.web.places import router as places
from api.web.routes import router as page

API = (health.router, schedules.router, versions.router, editing.router, misses.router)
"""What OpenAPI describes."""


class Application(FastAPI):
    """FastAPI, with the problem documents of all errors among its schemas, and whole examples."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document; FastAPI would leave nulls out of the examples of answers."""
        document = super().openapi()
        for router in API:
            for route in router.routes:
                if isinstance(route, APIRoute):
                    _show_examples(route, document["paths"][route.path_format])
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        schemas[ProblemDetails.__name__] = ProblemDetails.model_json_schema()
        return document


def _show_examples(route: APIRoute, path: dict[str, Any]) -> None:
    for method in route.methods or ():
        documented = path[method.lower()]["responses"]
        for status, told in route.responses.items():
            for media_type, content in told.get("content", {}).items():
                documented[str(status)]["content"][media_type]["example"] = content["example"]


def create_app(settings: Settings | None = None) -> FastAPI:
    """An application on the database of ``settings``, which it migrates when it starts."""
    chosen = settings or settings_of_process()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        configure_logs()
        database = Database(chosen)
        try:
            migrate(database)
            app.state.database = database
            yield
        finally:
            database.close()

    # No docs_url: the interactive pages would load their scripts from the internet.
    app = Application(
        title="Songcan 送餐",
        version="1",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.settings = chosen
    app.state.desk = Desk.of(chosen)
    add_problem_details(app)
    app.add_middleware(RequestLog)
    for router in API:
        app.include_router(router)
    app.include_router(visits)
    app.include_router(happened)
    app.include_router(page_versions)
    app.include_router(page_misses)
    app.include_router(page)
    app.include_router(ordering)
    app.include_router(imports)
    app.include_router(riders)
    app.include_router(places)
    app.include_router(eligible)
    return app
