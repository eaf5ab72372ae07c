// What another Matrix client of the same person asks of the server: for what this client shows and does not make.

/** The room that the guest has open. */
export const roomOf = (guest) => decodeURIComponent(new URL(guest.page.url()).pathname.split("/")[2]);

/** One request in the guest's name; resolves with the answer's body. */
export async function asks(guest, method, path, body) {
  const { accessToken } = await guest.page.evaluate(() => JSON.parse(localStorage.getItem("vestnik:session")));
  const answer = await fetch(`${guest.town.server.baseUrl}/_matrix/client/v3${path}`, {
    method,
    headers: { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}
