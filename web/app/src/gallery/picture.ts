/** A lake in the evening, as a picture of the given size. */
export function lake(width: number, height: number): string {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 320 200" preserveAspectRatio="xMidYMid slice">
    <rect width="320" height="200" fill="#9fb8c4"/><circle cx="210" cy="40" r="20" fill="#ffe6b8"/>
    <path d="M0 95 60 40l50 50 50-35 80 45 80-50v60H0z" fill="#6f8a98"/><rect y="95" width="320" height="105" fill="#2f5661"/>
    <path d="M170 110h90M180 125h60M190 145h70M165 165h40" stroke="#ffe6b8" stroke-width="3" opacity=".5"/>
    <path d="M30 170 55 60l25 110zM250 180l22-90 22 90z" fill="#1d3a40"/><path d="m110 180 16-28 18 28z" fill="#c9622e"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(drawing)}`;
}
