import { Button } from "@vestnik/design";
import { useEffect, useRef, useState } from "react";
import { useText } from "../../text/index.ts";
import { readQr } from "../../platform/readQr.ts";
import { Actions } from "../shell/Page.tsx";
import styles from "./Trust.module.css";

type Props = { onFound(bytes: Uint8ClampedArray): void; onCancel(): void };

/** Looks at time intervals, milliseconds: reading a picture takes some tens of them. */
const lookEvery = 200;

/** Reads a code by camera, or from a picture where there is none. */
export function QrScanner({ onFound, onCancel }: Props) {
  const text = useText();
  const video = useRef<HTMLVideoElement>(null);
  const [problem, setProblem] = useState<"camera" | "picture" | undefined>();
  // The camera is outside of React and must be let go.
  useEffect(() => {
    let stream: MediaStream | undefined;
    let isOver = false;
    const look = async () => {
      if (isOver) return;
      const bytes = video.current === null ? undefined : await readQr(video.current);
      if (isOver) return;
      if (bytes !== undefined) onFound(bytes);
      else setTimeout(() => void look(), lookEvery);
    };
    const start = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      if (video.current === null) return;
      video.current.srcObject = stream;
      await video.current.play();
      void look();
    };
    start().catch(() => setProblem("camera"));
    return () => {
      isOver = true;
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
  }, []);

  const readFile = async (file: File | undefined) => {
    const picture = file && (await createImageBitmap(file).catch(() => undefined));
    const bytes = picture && (await readQr(picture));
    if (bytes === undefined) setProblem("picture");
    else onFound(bytes);
  };
  return (
    <div className={styles["form"]}>
      <p>{text("trust.pointCamera")}</p>
      {problem !== "camera" && <video ref={video} className={styles["camera"]} muted playsInline aria-label={text("trust.cameraView")} />}
      {problem !== undefined && <p role="alert">{text(problem === "camera" ? "trust.noCamera" : "trust.noCode")}</p>}
      <label>
        {text("trust.fromPicture")}{" "}
        <input type="file" accept="image/*" onChange={(event) => void readFile(event.target.files?.[0])} />
      </label>
      <Actions>
        <Button look="outline" onPress={onCancel}>
          {text("trust.cancel")}
        </Button>
      </Actions>
    </div>
  );
}
