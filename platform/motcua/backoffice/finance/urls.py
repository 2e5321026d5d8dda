from django.urls import path

from motcua.backoffice.finance import accounts, orders, refunds, reports, statements

app_name = "finance"
urlpatterns = [
    path("", statements.overview, name="index"),
    path("doi-soat/", statements.index, name="statements"),
    path("doi-soat/<uuid:statement_id>/", statements.show, name="statement"),
    path("doi-soat/dong/<uuid:line_id>/", statements.settle, name="line"),
    path("hoan-tra/", refunds.index, name="refunds"),
    path("hoan-tra/<uuid:refund_id>/", refunds.settle, name="refund"),
    path("khoan-thu/", orders.index, name="orders"),
    path("khoan-thu/<uuid:order_id>/", orders.show, name="order"),
    path("bao-cao/", reports.index, name="report"),
    path("khoan-thu/<uuid:order_id>/bien-lai/<uuid:receipt_id>/", orders.paper, name="paper"),
    path("bao-cao/giay/", reports.paper, name="report_paper"),
    path("bao-cao/bang-tinh/", reports.workbook, name="workbook"),
    path("bien-lai/", reports.receipt_book, name="receipt_book"),
    path("tai-khoan/", accounts.index, name="accounts"),
    path("tai-khoan/<str:gateway>/", accounts.edit, name="account"),
]
