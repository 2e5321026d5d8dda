"""The wire formats of SMS gateways.

``generic`` is ours; ``docs/how-to/thong-bao-va-kenh-gui.md`` is for who runs a gateway. eSMS as
its public documentation for developers has it (SendMultipleMessage_V4_post_json, callback by GET).
"""

import json
from typing import Any, Final, Protocol

from motcua.notifications.contrib.calling import answer_of, post
from motcua.notifications.domain.signing import HEADER, is_signed
from motcua.notifications.domain.sms import measure
from motcua.notifications.errors import DeliveryError, ReportRefused
from motcua.notifications.registry import Account, Callback, Parcel, Report

# eSMS: accepted, and accepted before under the same RequestId.
_TAKEN: Final = frozenset({"100", "124"})
# No balance, no such brandname, wrong keys, template not registered: the office must mend it, and
# the next way should be tried at once.
_OURS: Final = frozenset({"101", "102", "103", "104", "146", "177", "300"})


class Gateway(Protocol):
    def send(self, parcel: Parcel, account: Account, *, report_url: str) -> str: ...

    def reports(self, callback: Callback, account: Account) -> list[Report]: ...


class Generic:
    def send(self, parcel: Parcel, account: Account, *, report_url: str) -> str:
        found = measure(parcel.body)
        response = post(
            account.options.url,
            json={
                "id": str(parcel.id),
                "from": account.options.brandname,
                "to": parcel.address,
                "text": parcel.body,
                "encoding": found.encoding,
                "parts": found.parts,
                "report_url": report_url,
            },
            headers={"Authorization": f"Bearer {account.secrets.api_key}"},
        )
        answer = answer_of(response)
        if response.status_code in (200, 201, 202, 409) and answer.get("message_id"):
            return str(answer["message_id"])
        error = str(answer.get("error", ""))[:60]
        bad_number = error in ("invalid_number", "unreachable_number")
        raise DeliveryError(
            error or f"HTTP {response.status_code}",
            permanent=bad_number or bool(answer.get("permanent")),
            bad_address=bad_number,
        )

    def reports(self, callback: Callback, account: Account) -> list[Report]:
        header = callback.headers.get(HEADER, "")
        secret = account.secrets.secret_key
        if not is_signed(callback.body, header, secret=secret, now=callback.now):
            raise ReportRefused("signature")
        told = _object(callback.body)
        if told.get("state") not in ("delivered", "failed"):
            return []
        return [
            Report(
                key=f"{told.get('id')}:{told['state']}",
                state=str(told["state"]),
                reason=str(told.get("reason", ""))[:200],
                delivery_id=str(told.get("id", "")),
                bad_address=told.get("reason") in ("invalid_number", "unreachable_number"),
            )
        ]


class Esms:
    """Reports are not signed: they are believed because only eSMS was told the address."""

    def send(self, parcel: Parcel, account: Account, *, report_url: str) -> str:
        answer = answer_of(
            post(
                account.options.url,
                json={
                    "ApiKey": account.secrets.api_key,
                    "SecretKey": account.secrets.secret_key,
                    "Phone": parcel.address,
                    "Content": parcel.body,
                    "Brandname": account.options.brandname,
                    "SmsType": "2",
                    "IsUnicode": "1" if measure(parcel.body).encoding == "ucs2" else "0",
                    "Sandbox": "0",
                    "RequestId": str(parcel.id),
                    "CallbackUrl": report_url,
                },
            )
        )
        code = str(answer.get("CodeResult", ""))
        if code in _TAKEN:
            return str(answer.get("SMSID") or parcel.id)
        raise DeliveryError(f"eSMS {code[:10]}", permanent=code in _OURS)

    def reports(self, callback: Callback, account: Account) -> list[Report]:
        told = callback.query
        number = told.get("SMSID", "")
        refused = told.get("SendStatus") == "4"
        if not number or not (refused or told.get("SendStatus") == "5"):
            return []
        arrived = not refused and told.get("SendSuccess", "0") not in ("", "0")
        state = "delivered" if arrived else "failed"
        return [
            Report(
                key=f"{number}:{state}",
                state=state,
                reason="" if arrived else f"SendStatus {told.get('SendStatus')}",
                delivery_id=told.get("RequestId", ""),
                provider_id=number,
            )
        ]


GATEWAYS: Final[dict[str, Gateway]] = {"generic": Generic(), "esms": Esms()}


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
