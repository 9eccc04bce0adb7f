import { useId, useState } from "react";
import { switcher as words } from "#words/switcher.ts";
import { paths } from "../../paths.ts";
import { Link } from "../../ui/link.tsx";
import { findSchools, type OtherSchool } from "./find-schools.ts";

/** A list up to this length is read at a glance and needs no search. */
const AT_A_GLANCE = 7;

/** The other schools of this person, as links; beyond seven, typing a part of a name, city or UAI narrows them. */
export function SchoolSwitcher({ schools }: { schools: OtherSchool[] }) {
  const [typed, setTyped] = useState("");
  const id = useId();
  if (schools.length === 0) return null;
  const shown = findSchools(schools, typed);
  return (
    <div className="switcher">
      <p className="muted" id={`${id}-title`}>
        {words.title}
      </p>
      {schools.length > AT_A_GLANCE && (
        <div className="field needs-js">
          <label htmlFor={`${id}-search`}>{words.search}</label>
          <input
            id={`${id}-search`}
            type="search"
            autoComplete="off"
            maxLength={100}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <p role="status" className="muted">
            {typed.trim() !== "" && words.found(shown.length)}
          </p>
        </div>
      )}
      <ul aria-labelledby={`${id}-title`}>
        {shown.map((school) => (
          <li key={school.uai}>
            <Link className="who-link" to={paths.school(school.uai)}>
              {school.name}{" "}
              <span className="who-role">
                {words.where(school.uai, school.city)} · {words.roles[school.role]}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
