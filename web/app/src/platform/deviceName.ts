/** How this browser is called in the list of devices. */
export function deviceName(userAgent: string = navigator.userAgent): string {
  const browser = firstMatch(userAgent, [
    ["Edg/", "Edge"],
    ["YaBrowser/", "Yandex Browser"],
    ["OPR/", "Opera"],
    ["Firefox/", "Firefox"],
    ["Chrome/", "Chrome"],
    ["Safari/", "Safari"],
  ]);
  const system = firstMatch(userAgent, [
    ["Android", "Android"],
    ["iPhone", "iPhone"],
    ["iPad", "iPad"],
    ["Windows", "Windows"],
    ["Mac OS X", "macOS"],
    ["Linux", "Linux"],
  ]);
  return system === undefined ? `Vestnik, ${browser ?? "web"}` : `Vestnik, ${browser ?? "web"}, ${system}`;
}

const firstMatch = (text: string, names: readonly (readonly [string, string])[]): string | undefined =>
  names.find(([mark]) => text.includes(mark))?.[1];
