"""Staff, agencies, applicants and citizens for tests. Call inside the right schema."""

from itertools import count
from typing import Any
from uuid import uuid4

from motcua.identity import api

_number = count(1)


def make_agency(**fields: Any) -> api.AgencyView:
    code = fields.pop("code", f"DV{next(_number):04d}")
    return api.create_agency(
        **{"code": code, "name": f"Đơn vị {code}", "kind": "department"} | fields
    )


def make_staff(*roles: str, agency: api.AgencyView | None = None, **fields: Any) -> api.StaffView:
    """Roles are held at ``agency``, or everywhere when there is none."""
    username = fields.pop("username", f"can-bo-{next(_number)}")
    code = agency.code if agency else None
    return api.create_staff(
        **{
            "username": username,
            "full_name": "Nguyễn Văn Thử",
            "password": "mat-khau-thu-1",
            "roles": [(role, code) for role in roles],
            "agency_code": code,
        }
        | fields
    )


def make_applicant(**claims: Any) -> api.ApplicantView:
    return api.upsert_applicant(
        {
            "sub": str(uuid4()),
            "name": "Trần Thị Mẫu",
            "birthdate": "1990-05-17",
            "gender": "female",
            "personal_number": "001190000123",
            "phone_number": "+84912345678",
            "email": "mau@example.vn",
            "acr": "LoA2",
        }
        | claims
    )


def make_citizen(**fields: Any) -> api.CitizenView:
    return api.create_citizen(
        **{
            "email": f"cong-dan-{next(_number)}@example.vn",
            "password": "mot-cau-dai-de-nho",
            "full_name": "Trần Văn An",
        }
        | fields
    )
