"""What members of staff are told about dossiers: that something waits for them, never what."""

from typing import Final

from motcua.notifications.api import notices_ending

_notice: Final = notices_ending("\n\nMở hồ sơ: {link}", "\n\nOpen the dossier: {link}")
STAFF_NOTICES: Final = (
    _notice(
        "work_due_soon",
        (
            "Hồ sơ {code}: sắp đến hạn {step}",
            "Việc “{step}” của hồ sơ {code} ({service}) đến hạn lúc {due}.",
        ),
        (
            "Dossier {code}: {step} is due soon",
            "“{step}” of dossier {code} ({service}) is due at {due}.",
        ),
        "step",
        "due",
    ),
    _notice(
        "work_overdue",
        (
            "Hồ sơ {code}: quá hạn {step}",
            "Việc “{step}” của hồ sơ {code} ({service}) đã quá hạn từ {due}.",
        ),
        (
            "Dossier {code}: {step} is late",
            "“{step}” of dossier {code} ({service}) was due at {due}.",
        ),
        "step",
        "due",
    ),
    _notice(
        "work_escalated",
        (
            "Hồ sơ {code}: {step} chậm, cần chỉ đạo",
            "Việc “{step}” của hồ sơ {code} ({service}) đáng lẽ xong lúc {due}, đến nay chưa xong.",
        ),
        (
            "Dossier {code}: {step} is late and needs your attention",
            "“{step}” of dossier {code} ({service}) should have been done by {due}.",
        ),
        "step",
        "due",
    ),
    _notice(
        "work_failed",
        (
            "Hồ sơ {code}: bước tự động không thực hiện được",
            (
                "Hệ thống không tự làm được “{step}” của hồ sơ {code} ({service}). "
                "Mở hồ sơ để xem lý do, cho làm lại hoặc tự quyết định."
            ),
        ),
        (
            "Dossier {code}: an automatic step could not be done",
            (
                "The system could not do “{step}” of dossier {code} ({service}). "
                "Open the dossier to see why, to try again or to decide yourself."
            ),
        ),
        "step",
        "due",
    ),
    _notice(
        "case_mention",
        (
            "Hồ sơ {code}: đồng nghiệp nhắc đến bạn",
            "{who} nhắc đến bạn trong ghi chú của hồ sơ {code} ({service}).",
        ),
        (
            "Dossier {code}: a colleague mentioned you",
            "{who} mentioned you in a note on dossier {code} ({service}).",
        ),
        "who",
    ),
    _notice(
        "case_shared",
        (
            "Hồ sơ {code} được chia sẻ với bạn",
            "{who} chia sẻ hồ sơ {code} ({service}) để bạn xem.",
        ),
        (
            "Dossier {code} was shared with you",
            "{who} lets you read dossier {code} ({service}).",
        ),
        "who",
    ),
    _notice(
        "case_given",
        (
            "Hồ sơ {code} được chuyển cho bạn",
            "{who} chuyển cho bạn việc đang làm của hồ sơ {code} ({service}).",
        ),
        (
            "Dossier {code} was passed to you",
            "{who} passed you the open work on dossier {code} ({service}).",
        ),
        "who",
    ),
    _notice(
        "case_letter",
        (
            "Hồ sơ {code}: người nộp nhắn tin",
            "{who} gửi tin nhắn về hồ sơ {code} ({service}) mà bạn đang giải quyết.",
        ),
        (
            "Dossier {code}: a message from the applicant",
            "{who} wrote about dossier {code} ({service}), which you are handling.",
        ),
        "who",
    ),
    _notice(
        "case_watched",
        (
            "Hồ sơ {code} bạn theo dõi có thay đổi",
            "Hồ sơ {code} ({service}) mà bạn theo dõi vừa chuyển trạng thái.",
        ),
        (
            "Dossier {code} that you follow has moved",
            "The state of dossier {code} ({service}), which you follow, has changed.",
        ),
    ),
)
