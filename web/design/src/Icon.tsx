import {
  ArrowDown,
  ArrowLeft,
  ArrowUp,
  Ban,
  Bell,
  BellOff,
  Check,
  CheckCheck,
  ChevronRight,
  CircleAlert,
  Clock,
  Copy,
  Download,
  Ellipsis,
  EyeOff,
  FileText,
  Globe,
  ImageIcon,
  Info,
  KeyRound,
  Laptop,
  Link,
  Lock,
  LockOpen,
  LogOut,
  type LucideIcon,
  MessageCircle,
  MonitorSmartphone,
  PanelRight,
  Pencil,
  Pin,
  Plus,
  QrCode,
  RefreshCw,
  Reply,
  Search,
  SendHorizontal,
  Settings2,
  ShieldAlert,
  ShieldCheck,
  Smile,
  SmilePlus,
  SquarePen,
  Sun,
  Trash2,
  TriangleAlert,
  UserMinus,
  UserPlus,
  UserRound,
  UsersRound,
  WifiOff,
  X,
} from "lucide-react";
import styles from "./Icon.module.css";

const drawings = {
  alert: CircleAlert,
  back: ArrowLeft,
  ban: Ban,
  bell: Bell,
  bellOff: BellOff,
  chat: MessageCircle,
  check: Check,
  checks: CheckCheck,
  chevron: ChevronRight,
  clock: Clock,
  close: X,
  compose: SquarePen,
  copy: Copy,
  delete: Trash2,
  details: PanelRight,
  devices: MonitorSmartphone,
  download: Download,
  down: ArrowDown,
  edit: Pencil,
  file: FileText,
  globe: Globe,
  group: UsersRound,
  hidden: EyeOff,
  info: Info,
  invite: UserPlus,
  key: KeyRound,
  laptop: Laptop,
  leave: LogOut,
  link: Link,
  lock: Lock,
  more: Ellipsis,
  offline: WifiOff,
  person: UserRound,
  picture: ImageIcon,
  pin: Pin,
  plus: Plus,
  qr: QrCode,
  react: SmilePlus,
  remove: UserMinus,
  reply: Reply,
  retry: RefreshCw,
  search: Search,
  send: SendHorizontal,
  settings: Settings2,
  shield: ShieldCheck,
  shieldAlert: ShieldAlert,
  signOut: LogOut,
  smile: Smile,
  sun: Sun,
  unlocked: LockOpen,
  up: ArrowUp,
  warning: TriangleAlert,
} as const satisfies Record<string, LucideIcon>;

export type IconName = keyof typeof drawings;

const pixels = { small: 14, text: 16, row: 18, control: 20, large: 24, hero: 30 } as const;

const mirrored: ReadonlySet<IconName> = new Set(["back", "chevron", "leave", "reply", "send", "signOut"]);

/** A drawing beside words: hidden from screen readers, because the words or the control's name say the same. */
export function Icon({ name, size = "control" }: { readonly name: IconName; readonly size?: keyof typeof pixels }) {
  const Drawing = drawings[name];
  return (
    <Drawing
      className={mirrored.has(name) ? `${styles["icon"]} ${styles["mirrored"]}` : styles["icon"]}
      size={pixels[size]}
      strokeWidth={1.75}
      aria-hidden
    />
  );
}
