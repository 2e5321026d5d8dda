import { useEffect, useState, type ReactNode } from "react";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { ApiError } from "../store/api.ts";
import { useDesigner, useDesk } from "../store/hooks.ts";
import type { Device, Look } from "../store/state.ts";

interface Shown {
  address: string;
  unfilled: readonly string[];
}

/** The portal's own page of the saved draft, seen as the author chooses. */
export function Preview(): ReactNode {
  const { api } = useDesk();
  const look = useDesigner((state) => state.look);
  const revision = useDesigner((state) => state.facts.revision);
  const pageId = useDesigner((state) => state.pageId);
  const isSaved = useDesigner((state) => state.pending.length === 0);
  const [shown, setShown] = useState<Shown | null>(null);
  const [error, setError] = useState("");
  const { person, sample, language } = look;
  useEffect(() => {
    let isWanted = true;
    api
      .preview({ person, sample, language, revision })
      .then((found) => {
        if (isWanted) {
          setShown(found);
          setError("");
        }
      })
      .catch((failure: unknown) => {
        if (isWanted) {
          setError(failure instanceof ApiError ? failure.message : t("Chưa xem thử được."));
        }
      });
    return () => {
      isWanted = false;
    };
  }, [api, person, sample, language, revision]);
  if (pageId === "") {
    return <p className="mcd-empty">{t("Chưa có trang nào để xem thử.")}</p>;
  }
  return (
    <div className="mcd-preview">
      <Looks look={look} />
      <p className="mcd-help" role="status">
        {error !== ""
          ? error
          : isSaved
            ? t("Đây là trang người dân sẽ thấy. Gõ thử thoải mái, không có gì được gửi đi.")
            : t("Đang lưu, bản xem thử sẽ mới ngay…")}
      </p>
      {shown !== null && shown.unfilled.length > 0 && (
        <p className="mcd-help">
          {t("Chưa điền mẫu được: {names}.", { names: shown.unfilled.join(", ") })}
        </p>
      )}
      {shown !== null && shown.address !== "" && (
        <div className={`mcd-device mcd-device--${look.device}`}>
          <iframe
            key={`${shown.address}-${pageId}-${look.scripts ? 1 : 0}`}
            title={t("Xem thử tờ khai")}
            src={`${shown.address}${pageId}/`}
            {...(look.scripts ? {} : { sandbox: "allow-same-origin allow-forms" })}
          />
        </div>
      )}
    </div>
  );
}

/** Device, scripts, whose profile, sample answers. */
function Looks({ look }: { look: Look }): ReactNode {
  const { store, host } = useDesk();
  function change(set: Partial<Look>): void {
    store.set({ look: { ...look, ...set } });
  }
  const devices: [Device, string][] = [
    ["phone", t("Điện thoại")],
    ["desktop", t("Máy tính")],
  ];
  return (
    <div className="mcd-looks">
      <div className="mcd-switch" role="group" aria-label={t("Xem trên máy nào")}>
        {devices.map(([key, label]) => (
          <button
            key={key}
            type="button"
            aria-pressed={look.device === key}
            onClick={() => {
              change({ device: key });
            }}
          >
            {label}
          </button>
        ))}
      </div>
      <select
        aria-label={t("Xem với vai người nào")}
        value={look.person}
        onChange={(event) => {
          change({ person: event.target.value });
        }}
      >
        {host.people.map((person) => (
          <option key={person.value} value={person.value}>
            {person.label}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="mcd-tool"
        data-sample
        onClick={() => {
          change({ sample: 1 + Math.floor(Math.random() * 999_999) });
        }}
      >
        <Icon name="dice" /> {look.sample === null ? t("Điền dữ liệu mẫu") : t("Mẫu khác")}
      </button>
      {look.sample !== null && (
        <button
          type="button"
          className="mcd-tool"
          onClick={() => {
            change({ sample: null });
          }}
        >
          {t("Bỏ dữ liệu mẫu")}
        </button>
      )}
      <label className="mcd-look-check">
        <input
          type="checkbox"
          checked={!look.scripts}
          onChange={(event) => {
            change({ scripts: !event.target.checked });
          }}
        />
        {t("Máy cũ, không có JavaScript")}
      </label>
      <label className="mcd-look-check">
        <input
          type="checkbox"
          checked={look.language === "en"}
          onChange={(event) => {
            change({ language: event.target.checked ? "en" : "vi" });
          }}
        />
        {t("Tiếng Anh")}
      </label>
    </div>
  );
}
