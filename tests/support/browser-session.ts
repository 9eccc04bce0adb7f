import type { Page } from "playwright-core";

/**
 * Signs this page's browser in without the form: the browser itself must receive a `__Host-` cookie,
 * which no tool may put into it.
 */
export async function signInPage(
  page: Page,
  url: string,
  email = "admin@demo.test",
  password = "demo-pix-orga-2026",
): Promise<void> {
  await page.goto(`${url}/connexion`);
  const status = await page.evaluate(
    async (person) => {
      const answer = await fetch("/api/auth/sign-in/email", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(person),
      });
      return answer.status;
    },
    { email, password },
  );
  if (status !== 200) throw new Error(`sign-in answered ${status}`);
}
