"""What casework listens to. Keys of consumers are stored with waiting entries: never rename."""

from motcua.casework.events import (
    CaseNews,
    CaseOpened,
    CaseStateChanged,
    ChildMoved,
    ConsultAsked,
    ConsultClosed,
    ForeignAnswered,
    PaperOrdered,
    SharingMoved,
    SupplementClosed,
)
from motcua.casework.exchange.answering import return_later
from motcua.casework.exchange.asking import recall_later, send_later
from motcua.casework.exchange.syncing import follow_sharing
from motcua.casework.operations.answer_supplement import take_correction
from motcua.casework.operations.automatic import run_action
from motcua.casework.operations.citizen_steps import follow_timeout
from motcua.casework.operations.endings import discard_correction
from motcua.casework.operations.fees import follow_payment
from motcua.casework.operations.groups import follow_children_later
from motcua.casework.operations.notices import notify_news, notify_opened
from motcua.casework.operations.open_case import open_case
from motcua.casework.operations.refunds import follow_refund
from motcua.casework.operations.sign_forms import render_later
from motcua.casework.operations.start_process import start_process_later
from motcua.casework.operations.telling import tell_escalation, tell_overdue, tell_reminder
from motcua.casework.operations.watchers import tell_watchers
from motcua.casework.steps.freezing import freeze_published
from motcua.catalogue.api import ServicePublished
from motcua.kernel.events import subscribe, subscribe_later
from motcua.payments.api import OrderPaid, RefundSettled
from motcua.submissions.api import CorrectionReceived, SubmissionReceived
from motcua.workflow.api import (
    ActionDue,
    EscalationDue,
    ReminderDue,
    StepTimedOut,
    WorkItemOverdue,
)


def connect() -> None:
    subscribe(SubmissionReceived, open_case)
    subscribe(CorrectionReceived, take_correction)
    subscribe(ServicePublished, freeze_published)
    subscribe(CaseStateChanged, tell_watchers)
    subscribe_later(CaseOpened, "casework.start_process", start_process_later)
    subscribe_later(CaseOpened, "casework.notify_opened", notify_opened)
    subscribe_later(CaseNews, "casework.notify_news", notify_news)
    subscribe_later(PaperOrdered, "casework.render_paper", render_later)
    subscribe_later(SupplementClosed, "casework.discard_correction", discard_correction)
    subscribe_later(StepTimedOut, "casework.step_timed_out", follow_timeout)
    subscribe_later(ActionDue, "casework.run_action", run_action)
    subscribe_later(ReminderDue, "casework.step_reminder", tell_reminder)
    subscribe_later(EscalationDue, "casework.step_escalation", tell_escalation)
    subscribe_later(WorkItemOverdue, "casework.work_overdue", tell_overdue)
    subscribe_later(OrderPaid, "casework.order_paid", follow_payment)
    subscribe_later(RefundSettled, "casework.refund_settled", follow_refund)
    subscribe_later(ChildMoved, "casework.follow_children", follow_children_later)
    subscribe_later(ConsultAsked, "casework.send_consult", send_later)
    subscribe_later(ConsultClosed, "casework.recall_consult", recall_later)
    subscribe_later(SharingMoved, "casework.follow_sharing", follow_sharing)
    subscribe_later(ForeignAnswered, "casework.return_answer", return_later)
