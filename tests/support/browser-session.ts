import type { Page } from "playwright-core";

/**
 * Signs this page's browser in without the form, and leaves it on an empty page. The browser itself must receive a
 * `__Host-` cookie, which no tool may put into it: an answer that is made up hands the cookies of `startSession` over.
 */
export async function signInPage(
  page: Page,
  url: string,
  email = "admin@demo.test",
  password = "demo-pix-orga-2026",
): Promise<void> {
  await giveSession(page, url, await startSession(url, email, password));
}

/** Signs a person in over HTTP: the `Set-Cookie` lines of a new session. */
export async function startSession(
  url: string,
  email: string,
  password = "demo-pix-orga-2026",
): Promise<string[]> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: url },
    body: JSON.stringify({ email, password }),
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`sign-in answered ${answer.status}`);
  return answer.headers.getSetCookie();
}

/** This page's browser receives these cookies, as if the app had just answered with them. */
export async function giveSession(page: Page, url: string, cookies: string[]): Promise<void> {
  const address = `${url}/session-of-the-tests`;
  await page.route(address, (route) =>
    route.fulfill({
      headers: cookies.length > 0 ? { "Set-Cookie": cookies.join("\n") } : {},
      contentType: "text/html",
      body: "",
    }),
  );
  await page.goto(address);
  await page.unroute(address);
}
