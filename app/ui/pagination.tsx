import { useLocation } from "react-router";
import { pages } from "#words/pages.ts";
import { Link } from "./link.tsx";

/** Previous and next, keeping the filters that are in the URL. */
export function Pagination(props: { page: number; pageSize: number; total: number }) {
  const location = useLocation();
  const last = Math.max(1, Math.ceil(props.total / props.pageSize));
  if (props.total <= props.pageSize && props.page === 1) return null;
  const to = (page: number) => {
    const query = new URLSearchParams(location.search);
    query.set("page", String(page));
    return `?${query}`;
  };
  const from = (props.page - 1) * props.pageSize + 1;
  return (
    <nav className="pages" aria-label={pages.label}>
      <span>
        {pages.range(from, Math.min(from + props.pageSize - 1, props.total), props.total)}
      </span>
      <span className="actions">
        {props.page > 1 && (
          <Link className="btn quiet" to={to(Math.min(props.page - 1, last))} rel="prev">
            {pages.previous}
          </Link>
        )}
        {props.page < last && (
          <Link className="btn quiet" to={to(props.page + 1)} rel="next">
            {pages.next}
          </Link>
        )}
      </span>
    </nav>
  );
}
