"""What tenants pay us: Stripe, or transfers alone where it is not configured."""

from motcua.config.settings import env

# With simulators and no key, the simulator of this installation is Stripe.
_SIMULATED = env.flag("MOTCUA_SIMULATORS") and not env.text("MOTCUA_STRIPE_KEY", "")

MOTCUA_STRIPE_KEY = env.text("MOTCUA_STRIPE_KEY", "")
# Several while a secret is being replaced, the newest first: each is tried.
MOTCUA_STRIPE_WEBHOOK_SECRETS = env.words("MOTCUA_STRIPE_WEBHOOK_SECRETS")
# Empty: Stripe's own address.
MOTCUA_STRIPE_API = env.text("MOTCUA_STRIPE_API", "simulator" if _SIMULATED else "")
# Per cent of value added tax on our invoices, as the accounting office decides.
MOTCUA_BILLING_TAX_PERCENT = env.number("MOTCUA_BILLING_TAX_PERCENT", 0)
# From this amount on, a second operator confirms that a transfer came in.
MOTCUA_BILLING_FOUR_EYES = env.number("MOTCUA_BILLING_FOUR_EYES", 50_000_000)
# Days after an invoice fell due until nothing new may be published or created.
MOTCUA_BILLING_GRACE_DAYS = env.number("MOTCUA_BILLING_GRACE_DAYS", 15)

# Who is paid, as invoices and transfers name us.
MOTCUA_SELLER = {
    "name": env.text("MOTCUA_SELLER_NAME", "Đơn vị vận hành nền tảng"),
    "tax_code": env.text("MOTCUA_SELLER_TAX_CODE", ""),
    "address": env.text("MOTCUA_SELLER_ADDRESS", ""),
    "bank_name": env.text("MOTCUA_SELLER_BANK", "Ngân hàng mô phỏng" if _SIMULATED else ""),
    "bank_bin": env.text("MOTCUA_SELLER_BANK_BIN", "970436" if _SIMULATED else ""),
    "account": env.text("MOTCUA_SELLER_ACCOUNT", "0011001932418" if _SIMULATED else ""),
}
