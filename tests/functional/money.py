"""An operator of the platform, and in the province of the running product a dossier with two fees
that are being paid by transfer; run by ``inside``. ``mark`` makes them one of a kind."""


def main(mark: str) -> dict[str, str]:
    from django.utils import timezone

    from motcua.identity.api import create_citizen
    from motcua.identity.models import Account
    from motcua.kernel.actors import SYSTEM
    from motcua.kernel.ids import new_id
    from motcua.payments import api as payments
    from tenants.api import find_tenant, in_public, in_tenant
    from tests.functional.saas_scenes import PASSWORD

    mail = f"van-hanh-{mark}@example.vn"
    with in_public():
        create_citizen(email=mail, password=PASSWORD, full_name="Người Vận Hành")
        Account.objects.filter(email=mail).update(is_staff=True)
    with in_tenant(find_tenant(slug="lam-dong").schema_name):
        line = payments.FeeLine("Lệ phí", "le_phi", 16_000, 1, 16_000)
        orders = [
            payments.open_order(
                subject=f"submission:{new_id()}",
                lines=[line],
                payer="Trần Thị Mẫu",
                by=SYSTEM,
                now=timezone.now(),
            )
            for _ in range(2)
        ]
    today = f"{timezone.localtime():%d/%m/%Y}"
    known, lost = (order.reference for order in orders)
    rows = [
        "Ngày giao dịch,Số bút toán,Ghi có,Diễn giải",
        f"{today},FT{mark}1,16000,Nop phi {known}",
        f"{today},FT{mark}2,16000,Chuyen tien le phi",
    ]
    return {"mail": mail, "known": known, "lost": lost, "statement": "\n".join(rows)}
