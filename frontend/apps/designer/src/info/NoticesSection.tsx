import type { ReactNode } from "react";
import type { Notice } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { ChecksInput, SelectInput, WordsInput } from "../inputs/inputs.tsx";
import { newId } from "../model/copies.ts";
import { update } from "../model/operations.ts";
import { useDesigner, useEdit } from "../store/hooks.ts";
import { ListSection } from "./ListSection.tsx";
import { Placeholders } from "./Placeholders.tsx";

const EVENTS = [
  ["submitted", "Đã nhận hồ sơ trực tuyến"],
  ["received", "Đã tiếp nhận, có giấy hẹn"],
  ["refused", "Từ chối tiếp nhận"],
  ["supplement_requested", "Yêu cầu bổ sung"],
  ["supplement_received", "Đã nhận phần bổ sung"],
  ["fee_due", "Phải nộp phí"],
  ["paid", "Đã nhận tiền"],
  ["confirmation_requested", "Cần người dân xác nhận"],
  ["extended", "Gia hạn giải quyết"],
  ["stopped", "Dừng giải quyết"],
  ["withdrawn", "Người dân rút hồ sơ"],
  ["issued", "Đã có kết quả"],
  ["returned", "Đã trả kết quả"],
] as const;

/** What the citizen is told when, in the service's own words. */
export function NoticesSection(): ReactNode {
  const notices = useDesigner((state) => state.document.notices);
  return (
    <>
      <p className="mcd-help">
        {t("Không ghi ở đây thì người dân nhận thông báo chung của hệ thống.")}
      </p>
      <Placeholders />
      <ListSection
        what="notice"
        path="notices"
        items={notices}
        noun={t("thông báo")}
        nameOf={eventName}
        blank={() => blankNotice(notices)}
      >
        {(notice) => <NoticeFields notice={notice} />}
      </ListSection>
    </>
  );
}

function eventName(notice: Notice): string {
  return t(EVENTS.find(([key]) => key === notice.event)?.[1] ?? notice.event);
}

/** For the first event that has none yet. */
function blankNotice(notices: readonly Notice[]): Notice {
  const free = EVENTS.find(([key]) => !notices.some((notice) => notice.event === key));
  return {
    id: newId("ntc"),
    event: free?.[0] ?? "submitted",
    channels: ["email", "inbox"],
    subject: {},
    body: {},
  };
}

function NoticeFields({ notice }: { notice: Notice }): ReactNode {
  const edit = useEdit();
  function change(set: Partial<Notice>, key?: string): void {
    const words = t("Sửa thông báo “{name}”", { name: eventName(notice) });
    edit(
      [update("notice", notice.id, set)],
      key === undefined ? { words } : { words, key: `${notice.id}.${key}` },
    );
  }
  return (
    <>
      <SelectInput
        label={t("Gửi khi nào")}
        value={notice.event}
        choices={EVENTS.map(([key, label]) => [key, t(label)] as const)}
        onChange={(event) => {
          change({ event: event as Notice["event"] });
        }}
      />
      <ChecksInput
        label={t("Gửi bằng cách nào")}
        value={notice.channels}
        choices={[
          ["email", t("Thư điện tử")],
          ["inbox", t("Hộp thư trên cổng")],
          ["sms", t("Tin nhắn SMS")],
          ["zalo", t("Zalo")],
        ]}
        onChange={(channels) => {
          change({ channels: channels as Notice["channels"] });
        }}
      />
      <WordsInput
        label={t("Tiêu đề")}
        value={notice.subject}
        onChange={(subject) => {
          change({ subject }, "subject");
        }}
      />
      <WordsInput
        label={t("Nội dung")}
        lines={5}
        maxLength={20_000}
        value={notice.body}
        onChange={(body) => {
          change({ body }, "body");
        }}
      />
    </>
  );
}
