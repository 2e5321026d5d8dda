import { useEffect, useState, type ReactNode } from "react";
import type { Execution } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { SelectInput, TextInput } from "../inputs/inputs.tsx";
import { ConditionEditor } from "../rules/ConditionEditor.tsx";
import type { Services } from "../store/api.ts";
import { useDesk, useEditable } from "../store/hooks.ts";
import { ProblemsAt } from "./problems.tsx";

type Members = Execution["group"];

interface Props {
  members: Members;
  onChange: (members: Members, key?: string) => void;
}

/** One declaration, several dossiers: which services take part, each when. */
export function GroupMembers({ members, onChange }: Props): ReactNode {
  const editable = useEditable();
  const [query, setQuery] = useState("");
  const services = useServices(query, members.length);
  return (
    <fieldset className="mcd-fieldset">
      <legend className="mcd-label">{t("Nhóm liên thông: một tờ khai, nhiều hồ sơ")}</legend>
      {members.length === 0 && (
        <p className="mcd-help">
          {t("Chưa có: mỗi tờ khai là một hồ sơ. Thêm dịch vụ thì mỗi dịch vụ thành một hồ sơ.")}
        </p>
      )}
      <ol className="mcd-list">
        {members.map((member, index) => (
          <Member
            key={member.service_slug}
            member={member}
            name={services.names[member.service_slug] ?? member.service_slug}
            path={`execution/group/${index}`}
            onWhen={(when) => {
              onChange(
                members.map((each) => (each === member ? { ...each, when } : each)),
                `group.${member.service_slug}`,
              );
            }}
            onRemove={() => {
              onChange(members.filter((each) => each !== member));
            }}
          />
        ))}
      </ol>
      {editable && (
        <Addition
          services={services}
          members={members}
          query={query}
          onQuery={setQuery}
          onAdd={(slug) => {
            onChange([...members, { service_slug: slug, when: null }]);
          }}
        />
      )}
    </fieldset>
  );
}

interface MemberProps {
  member: Members[number];
  name: string;
  path: string;
  onWhen: (when: Members[number]["when"]) => void;
  onRemove: () => void;
}

function Member({ member, name, path, onWhen, onRemove }: MemberProps): ReactNode {
  const editable = useEditable();
  return (
    <li className="mcd-list-item" data-place={path} tabIndex={-1}>
      <ProblemsAt path={path} />
      <p>
        <strong>{name}</strong>
      </p>
      <ConditionEditor
        title={t("Khi nào có hồ sơ này")}
        always={t("Tờ khai nào cũng có hồ sơ này.")}
        begin={t("Chỉ có khi…")}
        rule={member.when}
        excluded={NOTHING}
        onChange={onWhen}
      />
      {editable && (
        <button
          type="button"
          className="button button-small button-secondary"
          aria-label={t("Bỏ {name} khỏi nhóm", { name })}
          onClick={onRemove}
        >
          {t("Bỏ khỏi nhóm")}
        </button>
      )}
    </li>
  );
}

const NOTHING: readonly string[] = [];

interface AdditionProps {
  services: Services;
  members: Members;
  query: string;
  onQuery: (query: string) => void;
  onAdd: (slug: string) => void;
}

function Addition({ services, members, query, onQuery, onAdd }: AdditionProps): ReactNode {
  const [chosen, setChosen] = useState("");
  const free = services.services.filter(
    (each) => !members.some((member) => member.service_slug === each.slug),
  );
  const slug = free.some((each) => each.slug === chosen) ? chosen : "";
  return (
    <>
      {(query !== "" || services.total > services.services.length) && (
        <TextInput label={t("Tìm dịch vụ theo tên")} value={query} onChange={onQuery} />
      )}
      <SelectInput
        label={t("Thêm dịch vụ đã công bố")}
        value={slug}
        choices={[
          ["", free.length === 0 ? t("Không còn dịch vụ nào") : t("Chọn dịch vụ…")],
          ...free.map((each): [string, string] => [each.slug, each.name]),
        ]}
        onChange={setChosen}
      />
      <button
        type="button"
        className="button button-small"
        disabled={slug === ""}
        onClick={() => {
          onAdd(slug);
          setChosen("");
        }}
      >
        {t("Thêm vào nhóm")}
      </button>
    </>
  );
}

const NONE: Services = { services: [], total: 0, names: {} };
const TYPING_PAUSE = 300;

/** Published services whose names hold the words, and what the members are called. */
function useServices(query: string, members: number): Services {
  const { api } = useDesk();
  const [found, setFound] = useState(NONE);
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(
      () => {
        api
          .services(query.trim())
          .then((services) => {
            if (isCurrent) {
              // A member just added is not saved yet, but was on the list it was chosen from.
              setFound((before) => ({
                ...services,
                names: { ...before.names, ...listed(before), ...services.names },
              }));
            }
          })
          .catch(() => undefined);
      },
      query === "" ? 0 : TYPING_PAUSE,
    );
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [api, query, members]);
  return { ...found, names: { ...listed(found), ...found.names } };
}

function listed({ services }: Services): Record<string, string> {
  return Object.fromEntries(services.map((each) => [each.slug, each.name]));
}
