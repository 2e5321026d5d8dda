"""The platform's site for people."""

from django.urls import path

from motcua.portal.views import (
    display,
    language,
    operator,
    operator_billing,
    operator_board,
    operator_support,
    platform,
    signup,
)

urlpatterns = [
    path("", platform.home, name="platform_home"),
    path("tim-dich-vu/", platform.find, name="national_find"),
    path("dieu-hanh/", operator.index, name="operator"),
    path("dieu-hanh/nhap/", operator.take_in, name="operator_take_in"),
    path("dieu-hanh/dang-ky/<uuid:signup_id>/", operator.judge, name="operator_judge"),
    path("dieu-hanh/co-quan/", operator.tenants, name="operator_tenants"),
    path("dieu-hanh/hang-doi/", operator_board.queues, name="operator_queues"),
    path("dieu-hanh/cong-tac/", operator_board.flags, name="operator_flags"),
    path("dieu-hanh/thong-bao/", operator_board.announcements, name="operator_announcements"),
    path(
        "dieu-hanh/thong-bao/<uuid:announcement_id>/go/",
        operator_board.withdraw,
        name="operator_withdraw",
    ),
    path("dieu-hanh/ho-tro/", operator_support.index, name="operator_support"),
    path(
        "dieu-hanh/ho-tro/<uuid:access_id>/ket-thuc/",
        operator_support.leave,
        name="operator_support_leave",
    ),
    path(
        "dieu-hanh/ho-tro/<uuid:access_id>/<slug:screen>/",
        operator_support.screen,
        name="operator_support_screen",
    ),
    path("dieu-hanh/thu-tien/", operator_billing.index, name="operator_billing"),
    path(
        "dieu-hanh/thu-tien/doi-chieu/", operator_billing.compare, name="operator_billing_compare"
    ),
    path(
        "dieu-hanh/thu-tien/hoa-don/<uuid:invoice_id>/",
        operator_billing.settle,
        name="operator_billing_settle",
    ),
    path(
        "dieu-hanh/thu-tien/tien-ve/<uuid:settlement_id>/",
        operator_billing.confirm,
        name="operator_billing_confirm",
    ),
    path(
        "dieu-hanh/thu-tien/thong-bao/<uuid:event_id>/",
        operator_billing.retry,
        name="operator_billing_retry",
    ),
    path("dieu-hanh/<uuid:tenant_id>/ho-tro/", operator_support.ask, name="operator_support_ask"),
    path("dieu-hanh/<uuid:tenant_id>/do/", operator_board.measure, name="operator_measure"),
    path("dieu-hanh/<uuid:tenant_id>/thu-lai/", operator_board.retry, name="operator_retry"),
    path("dieu-hanh/<uuid:tenant_id>/", operator.tenant, name="operator_tenant"),
    path("dieu-hanh/<uuid:tenant_id>/goi/", operator.plan, name="operator_plan"),
    path("dieu-hanh/<uuid:tenant_id>/<slug:deed>/", operator.deed, name="operator_deed"),
    path("mo-cong/", signup.begin, name="signup"),
    path("mo-cong/tien-do/", signup.state, name="signup_state"),
    path("mo-cong/vao/", signup.enter, name="signup_enter"),
    path("ngon-ngu/", language.set_language, name="set_language"),
    path("cach-hien-thi/", display.set_display, name="set_display"),
]
