import { createContext, type RouterContextProvider } from "react-router";

export const database = createContext<D1Database>();

type Row = { id: number; lastName: string; firstName: string; birthDate: string; division: string };

/** Two calls in a row, as every page of the product makes: who asks, then what the page shows. */
export async function loader({ context }: { context: Readonly<RouterContextProvider> }) {
  const db = context.get(database);
  const person = await db.prepare("SELECT name FROM person WHERE id = ?1").bind(1).first("name");
  const { results } = await db
    .prepare("SELECT id, lastName, firstName, birthDate, division FROM line ORDER BY id LIMIT 50")
    .all<Row>();
  return { person: String(person), rows: results };
}

export default function Table({ loaderData }: { loaderData: { person: string; rows: Row[] } }) {
  return (
    <main>
      <h1>{loaderData.person}</h1>
      <table>
        <thead>
          <tr>
            <th>Nom</th>
            <th>Prénom</th>
            <th>Naissance</th>
            <th>Classe</th>
          </tr>
        </thead>
        <tbody>
          {loaderData.rows.map((row) => (
            <tr key={row.id}>
              <td>{row.lastName}</td>
              <td>{row.firstName}</td>
              <td>{row.birthDate}</td>
              <td>{row.division}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </main>
  );
}
