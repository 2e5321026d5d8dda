"""GraphQL over HTTP: POST and JSON only, limited, with errors that reveal nothing.

graphene-django's own view also answers GET and form bodies, which makes mutations forgeable, and
knows no limits; hence our own.
"""

import json
from contextlib import suppress
from typing import Any

import structlog
from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_protect
from graphene.validation import DisableIntrospection
from graphql import GraphQLError, GraphQLSyntaxError, execute_sync, parse, specified_rules, validate

from motcua.config.graphql.budget import TooSlow, bounded_by, time_budget
from motcua.config.graphql.limits import MAX_TOKENS, QueryLimits, is_plain_request
from motcua.config.schema import schema
from motcua.kernel.errors import DomainError

log = structlog.get_logger(__name__)
MEDIA_TYPE = "application/graphql-response+json"


@method_decorator(csrf_protect, name="dispatch")
class GraphQLView(View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> JsonResponse:
        if request.content_type != "application/json":
            return _refuse(_("Chỉ nhận application/json."), "bad_content_type", 415)
        try:
            body = json.loads(request.body)
        except (ValueError, RecursionError):
            return _refuse(_("Nội dung không phải JSON."), "bad_json", 400)
        if not is_plain_request(body):
            return _refuse(_("Thiếu truy vấn."), "bad_request", 400)
        return _answer(request, body)


def _answer(request: HttpRequest, body: dict[str, Any]) -> JsonResponse:
    try:
        document = parse(body["query"], max_tokens=MAX_TOKENS)
    except (GraphQLSyntaxError, RecursionError) as error:
        return _refuse(str(getattr(error, "message", "")) or "syntax", "syntax_error", 400)
    errors = validate(schema.graphql_schema, document, _rules(), max_errors=5)
    if errors:
        return _respond({"errors": [_invalid(error) for error in errors]}, 400)
    with time_budget() as budget, suppress(TooSlow):
        result = execute_sync(
            schema.graphql_schema,
            document,
            context_value=request,
            variable_values=body.get("variables"),
            operation_name=body.get("operationName"),
            execution_context_class=bounded_by(budget),
        )
    if budget.is_spent:
        log.warning("graphql_too_slow")
        return _refuse(_("Truy vấn quá lâu. Hãy hỏi ít hơn trong một lần."), "too_slow", 503)
    answer: dict[str, Any] = {"data": result.data}
    if result.errors:
        answer["errors"] = [_shown(error) for error in result.errors]
    return _respond(answer, 200)


def _rules() -> list[Any]:
    rules: list[Any] = [*specified_rules, QueryLimits]
    return rules if settings.DEBUG else [*rules, DisableIntrospection]


def _invalid(error: GraphQLError) -> dict[str, Any]:
    """A query that does not fit the schema; suggestions would tell what else there is."""
    message = error.message.split(" Did you mean")[0]
    return {"message": message, "extensions": {"code": "invalid_query"}}


def _shown(error: GraphQLError) -> dict[str, Any]:
    """What a client may know of an error: never a stack, a query or a suggestion."""
    original = error.original_error
    shown: dict[str, Any] = {"message": error.message, "path": error.path}
    if isinstance(original, DomainError):
        shown["message"] = original.message
        shown["extensions"] = {"code": original.code, "field": original.field}
    elif original is not None:
        log.error("graphql_failed", error=type(original).__name__, exc_info=original)
        shown["message"] = _("Hệ thống gặp lỗi. Vui lòng thử lại sau.")
        shown["extensions"] = {"code": "internal"}
    return shown


def _refuse(message: str, code: str, status: int) -> JsonResponse:
    return _respond({"errors": [{"message": message, "extensions": {"code": code}}]}, status)


def _respond(answer: dict[str, Any], status: int) -> JsonResponse:
    response = JsonResponse(answer, status=status, content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = "no-store"
    return response
