"""Shapes of the catalogue as clients see them; thin over ``catalogue.api``."""

from typing import Any

import graphene

from formbuilder.api import json_schema
from motcua.catalogue.domain.procedure import ServiceInfo
from motcua.catalogue.queries.intake import filing_url
from motcua.catalogue.queries.views import PublishedService, ServiceCard, ServiceList, VersionView


class I18nString(graphene.Scalar):
    """Words by language, for example ``{"vi": "Khai sinh", "en": "Birth"}``."""

    @staticmethod
    def serialize(value: dict[str, str]) -> dict[str, str]:
        return dict(value)


class Json(graphene.Scalar):
    """Any JSON value; large numbers stay exact."""

    @staticmethod
    def serialize(value: Any) -> Any:
        return value


class ServiceCardType(graphene.ObjectType):
    class Meta:
        name = "ServiceCard"
        description = "Một dịch vụ trong danh sách."

    id = graphene.ID(required=True)
    version_id = graphene.ID(required=True)
    slug = graphene.String(required=True)
    code = graphene.String(required=True)
    name = I18nString(required=True)
    summary = I18nString(required=True)
    sector = I18nString(required=True)
    level = graphene.String(required=True)
    channels = graphene.List(graphene.NonNull(graphene.String), required=True)
    assurance_level = graphene.Int(required=True)
    is_free = graphene.Boolean(required=True)
    intake = graphene.String(
        required=True, description="portal: nộp tại cổng này; back_office: nộp ở Cổng quốc gia"
    )

    @staticmethod
    def resolve_intake(card: ServiceCard, _info: graphene.ResolveInfo) -> str:
        return card.intake.value

    @staticmethod
    def resolve_channels(card: ServiceCard, _info: graphene.ResolveInfo) -> list[str]:
        return list(card.channels)


class ServiceListType(graphene.ObjectType):
    class Meta:
        name = "ServiceList"
        description = "Một đoạn của danh sách dịch vụ."

    items = graphene.List(graphene.NonNull(ServiceCardType), required=True)
    total = graphene.Int(required=True)

    @staticmethod
    def resolve_items(found: ServiceList, _info: graphene.ResolveInfo) -> list[ServiceCard]:
        return list(found.items)


class ServiceVersionType(graphene.ObjectType):
    class Meta:
        name = "ServiceVersion"
        description = "Một phiên bản đã công bố; không bao giờ thay đổi."

    id = graphene.ID(required=True)
    number = graphene.Int(required=True)
    sha256 = graphene.String(required=True)
    published_at = graphene.DateTime(required=True)
    is_withdrawn = graphene.Boolean(required=True)
    form = Json(required=True, description="Trang, trường và quy tắc của tờ khai")
    answers_schema = Json(required=True, description="JSON Schema của câu trả lời")

    @staticmethod
    def resolve_form(version: VersionView, _info: graphene.ResolveInfo) -> Any:
        return version.document.form.model_dump(mode="json", exclude_defaults=True)

    @staticmethod
    def resolve_answers_schema(version: VersionView, _info: graphene.ResolveInfo) -> Any:
        return json_schema(version.compiled_form.form)


class ServiceType(graphene.ObjectType):
    class Meta:
        name = "Service"
        description = "Một dịch vụ đang được cung cấp."

    id = graphene.ID(required=True)
    slug = graphene.String(required=True)
    name = I18nString(required=True)
    summary = I18nString(required=True)
    level = graphene.String(required=True)
    assurance_level = graphene.Int(required=True)
    version = graphene.Field(ServiceVersionType, required=True)
    intake = graphene.String(
        required=True, description="portal: nộp tại cổng này; back_office: nộp ở Cổng quốc gia"
    )
    filing_url = graphene.String(description="Nơi nộp hồ sơ mới; trống khi cơ quan tạm ngừng nhận")

    @staticmethod
    def resolve_intake(service: PublishedService, _info: graphene.ResolveInfo) -> str:
        return service.intake.value

    @staticmethod
    def resolve_filing_url(service: PublishedService, _info: graphene.ResolveInfo) -> str | None:
        return filing_url(service)

    @staticmethod
    def _info_of(service: PublishedService) -> ServiceInfo:
        return service.version.document.service

    @staticmethod
    def resolve_name(service: PublishedService, _info: graphene.ResolveInfo) -> dict[str, str]:
        return ServiceType._info_of(service).name

    @staticmethod
    def resolve_summary(service: PublishedService, _info: graphene.ResolveInfo) -> dict[str, str]:
        return ServiceType._info_of(service).summary

    @staticmethod
    def resolve_level(service: PublishedService, _info: graphene.ResolveInfo) -> str:
        return ServiceType._info_of(service).level

    @staticmethod
    def resolve_assurance_level(service: PublishedService, _info: graphene.ResolveInfo) -> int:
        return ServiceType._info_of(service).assurance_level
