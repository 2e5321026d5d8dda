"""The platform's site for people."""

from django.urls import path

from motcua.portal.views import display, language, operator, platform, signup

urlpatterns = [
    path("", platform.home, name="platform_home"),
    path("dieu-hanh/", operator.index, name="operator"),
    path("dieu-hanh/nhap/", operator.take_in, name="operator_take_in"),
    path("dieu-hanh/dang-ky/<uuid:signup_id>/", operator.judge, name="operator_judge"),
    path("dieu-hanh/<uuid:tenant_id>/", operator.tenant, name="operator_tenant"),
    path("dieu-hanh/<uuid:tenant_id>/goi/", operator.plan, name="operator_plan"),
    path("dieu-hanh/<uuid:tenant_id>/<slug:deed>/", operator.deed, name="operator_deed"),
    path("mo-cong/", signup.begin, name="signup"),
    path("mo-cong/tien-do/", signup.state, name="signup_state"),
    path("mo-cong/vao/", signup.enter, name="signup_enter"),
    path("ngon-ngu/", language.set_language, name="set_language"),
    path("cach-hien-thi/", display.set_display, name="set_display"),
]
