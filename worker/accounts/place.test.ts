import { expect, test } from "vitest";
import { networkOf } from "./place.ts";

const from = (ip: string) =>
  networkOf(new Request("http://localhost", { headers: { "CF-Connecting-IP": ip } }));

test("a network is an IPv4 address, or the half of an IPv6 one that a subscriber holds", () => {
  expect(from("192.0.2.7")).toBe("192.0.2.7");
  expect(from("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1:2");
  expect(from("2001:db8:1:2::9")).toBe("2001:db8:1:2");
  expect(from("2001:db8::9")).toBe("2001:db8:0:0");
  expect(from("::1")).toBe("0:0:0:0");
  expect(networkOf(new Request("http://localhost"))).toBe("local");
});
