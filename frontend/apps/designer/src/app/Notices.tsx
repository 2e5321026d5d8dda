import type { ReactNode } from "react";
import { clock, t } from "../i18n.ts";
import { ApiError } from "../store/api.ts";
import { useDesigner, useDesk } from "../store/hooks.ts";

/** What keeps the author from working, and the way on. */
export function Notices(): ReactNode {
  const { host } = useDesk();
  const phase = useDesigner((state) => state.phase);
  const facts = useDesigner((state) => state.facts);
  return (
    <>
      {phase === "signed-out" && <SignedOut />}
      {facts.waiting !== null && <Waiting />}
      {!facts.may.edit && facts.waiting === null && (
        <p className="mcd-notice">
          {host.tabs === undefined
            ? t("Bạn chỉ xem được. Muốn sửa, hãy nhờ quản trị cấp quyền thiết kế dịch vụ.")
            : t("Bạn chỉ xem được: khảo sát đã công bố, hoặc bạn không có quyền soạn khảo sát.")}
        </p>
      )}
    </>
  );
}

function SignedOut(): ReactNode {
  const { host, saver } = useDesk();
  return (
    <div className="mcd-notice mcd-notice--warning" role="alert">
      <p>
        {t(
          "Phiên làm việc đã hết. Những gì bạn vừa sửa vẫn còn ở đây. Hãy đăng nhập lại ở thẻ mới, rồi quay về bấm “Lưu lại”.",
        )}
      </p>
      <a className="button button-small" href={host.urls.login} target="_blank" rel="noopener">
        {t("Đăng nhập ở thẻ mới")}
      </a>
      <button
        type="button"
        className="button button-small button-secondary"
        onClick={() => void saver.retry()}
      >
        {t("Lưu lại")}
      </button>
    </div>
  );
}

function Waiting(): ReactNode {
  const { host, api, store } = useDesk();
  const waiting = useDesigner((state) => state.facts.waiting);
  const may = useDesigner((state) => state.facts.may);
  if (waiting === null) {
    return null;
  }
  async function takeBack(): Promise<void> {
    try {
      store.adopt(await api.act("take_back", {}));
      store.say(t("Đã rút yêu cầu duyệt. Bạn sửa tiếp được."));
    } catch (error) {
      store.say(
        error instanceof ApiError && error.message !== ""
          ? error.message
          : t("Chưa rút được. Hãy thử lại."),
        { isError: true },
      );
    }
  }
  return (
    <div className="mcd-notice">
      <p>
        {t("{name} đã gửi duyệt lúc {time}. Trong lúc chờ duyệt, bản nháp được khóa.", {
          name: waiting.requested_by_name,
          time: clock(waiting.requested_at),
        })}
      </p>
      {may.edit && (
        <button
          type="button"
          className="button button-small button-secondary"
          onClick={() => void takeBack()}
        >
          {t("Rút yêu cầu để sửa tiếp")}
        </button>
      )}
      {may.publish && !waiting.is_mine && (
        <a className="button button-small" href={host.urls.review}>
          {t("Xét duyệt")}
        </a>
      )}
    </div>
  );
}
