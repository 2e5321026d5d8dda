import { useId, useState, type ReactNode } from "react";
import { clock, t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { useDesigner, useDesk } from "../store/hooks.ts";
import { speak } from "./hooks.ts";
import type { Thread } from "./model.ts";

/** What colleagues say about one part of the draft, with a box to answer. */
export function Comments({ partId }: { partId: string }): ReactNode {
  const threads = useDesigner((state) => state.talk.threads);
  const { host } = useDesk();
  if (host.urls.comments === "") {
    return null;
  }
  const here = threads.filter((thread) => thread.part_id === partId);
  const open = here.filter((thread) => !thread.is_resolved);
  const done = here.filter((thread) => thread.is_resolved);
  return (
    <section className="mcd-comments" aria-label={t("Ý kiến về mục này")}>
      <h3 className="mcd-label">
        <Icon name="comment" /> {t("Ý kiến")}
        {open.length > 0 && <span className="mcd-count"> {open.length}</span>}
      </h3>
      {open.map((thread) => (
        <ThreadCard key={thread.id} thread={thread} />
      ))}
      <Writer key={partId} label={t("Viết ý kiến cho đồng nghiệp")} partId={partId} thread={null} />
      {done.length > 0 && (
        <details className="mcd-more">
          <summary>{t("{count} ý kiến đã xong", { count: done.length })}</summary>
          {done.map((thread) => (
            <ThreadCard key={thread.id} thread={thread} />
          ))}
        </details>
      )}
    </section>
  );
}

export function ThreadCard({ thread }: { thread: Thread }): ReactNode {
  const desk = useDesk();
  return (
    <div className="mcd-thread">
      {thread.comments.map((remark) => (
        <p key={remark.id}>
          <strong>{remark.by_name}</strong> <span className="mcd-help">{clock(remark.at)}</span>
          <br />
          {remark.body}
          {remark.mentions.length > 0 && (
            <span className="mcd-help">
              {" "}
              {t("(báo cho {names})", {
                names: remark.mentions.map((each) => each.name).join(", "),
              })}
            </span>
          )}
        </p>
      ))}
      {thread.is_resolved && (
        <p className="mcd-help">
          {t("{name} đã đánh dấu xong.", { name: thread.resolved_by_name })}
        </p>
      )}
      <div className="mcd-acts">
        <button
          type="button"
          className="button button-small button-secondary"
          onClick={() => void speak(desk, desk.api.settle(thread.id, !thread.is_resolved))}
        >
          <Icon name="check" /> {thread.is_resolved ? t("Mở lại") : t("Đã xong")}
        </button>
      </div>
      {!thread.is_resolved && (
        <details className="mcd-more">
          <summary>{t("Trả lời")}</summary>
          <Writer label={t("Trả lời")} partId={thread.part_id} thread={thread.id} />
        </details>
      )}
    </div>
  );
}

interface WriterProps {
  label: string;
  partId: string;
  thread: string | null;
}

function Writer({ label, partId, thread }: WriterProps): ReactNode {
  const desk = useDesk();
  const people = useDesigner((state) => state.talk.colleagues);
  const [body, setBody] = useState("");
  const [told, setTold] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const id = useId();
  async function send(): Promise<void> {
    setBusy(true);
    const about = thread === null ? { part_id: partId } : { thread };
    const sent = await speak(desk, desk.api.comment({ ...about, body, mentions: told }));
    setBusy(false);
    if (sent) {
      setBody("");
      setTold([]);
    }
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label className="w-sr-only" htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        rows={2}
        maxLength={2000}
        value={body}
        placeholder={label}
        onChange={(event) => {
          setBody(event.target.value);
        }}
      />
      {body.trim() !== "" && (
        <div className="mcd-acts">
          {people.length > 0 && (
            <select
              aria-label={t("Báo cho ai")}
              value={told[0] ?? ""}
              onChange={(event) => {
                setTold(event.target.value === "" ? [] : [event.target.value]);
              }}
            >
              <option value="">{t("Không báo riêng ai")}</option>
              {people.map((person) => (
                <option key={person.id} value={person.id}>
                  {t("Báo cho {name}", { name: person.name })}
                </option>
              ))}
            </select>
          )}
          <button type="submit" className="button button-small" disabled={busy}>
            {t("Gửi ý kiến")}
          </button>
        </div>
      )}
    </form>
  );
}
