namespace Vestnik.ClientApi.Pages.Text;

internal static class English
{
    public static Words Words { get; } = new()
    {
        Language = "en",
        Product = "Vestnik",
        LanguageChoice = "Language",
        SignIn = new()
        {
            Title = "Sign in",
            Lead = server => $"Your account at {server}.",
            User = "User name",
            Password = "Password",
            SignIn = "Sign in",
            WithPasskey = "Sign in with a passkey",
            Or = "or with a password",
            NoAccount = "Create an account",
            SignUpTitle = "Create an account",
            SignUpLead = server => $"It will belong to {server}.",
            UserHint = "Small letters, digits and . _ - = / +. It cannot be changed later.",
            PasswordHint = "At least 8 characters.",
            Invitation = "Invitation code",
            SignUp = "Create an account",
            HaveAccount = "I have an account",
            Closed = "This server does not take new accounts. Ask its operator.",
        },
        Consent = new()
        {
            Title = client => $"Let {client} in?",
            Signed = user => $"You are signed in as {user}.",
            Gets = "The program will be able to:",
            Reads = "read your messages and rooms, once you confirm it on another device of yours",
            Acts = "write, call and change settings in your name",
            Device = device => $"It will be in your list of devices as {device}. You can sign it out there at any time.",
            Returns = address => $"After your answer the browser goes to {address}.",
            NotAsked = "If you did not just start signing in, refuse.",
            Allow = "Let in",
            Refuse = "Refuse",
            SomebodyElse = "Sign in as somebody else",
            WrongTitle = "This sign-in cannot go on",
            Wrong = "The program asked for it in a way that this server does not accept. Go back to the program and begin again. Nothing has been passed to it.",
        },
        Link = new()
        {
            Title = "Connect a device",
            Lead = "Type the code that the device shows.",
            Code = "Code",
            Next = "Next",
            Beware = "Go on only if you are holding this device yourself. Whoever sends you a code wants to read your messages.",
            LetIn = "The device is in",
            LetInLead = "It signs itself in within a few seconds.",
            KeptOut = "The device has been kept out",
        },
        Account = new()
        {
            Title = "Your account",
            Devices = "Devices",
            DevicesLead = "Where you are signed in. Sign out what you do not know.",
            NoDevices = "You are not signed in on any device.",
            Device = "Device",
            NoSuchDevice = "There is no such device; it may have been signed out already.",
            SignOutDevice = "Sign out",
            SignOutMeans = "The device loses access at once. What it has already received stays on it, and messages that only it could read are lost.",
            LastSeen = day => $"last here {day}",
            NeverSeen = "not used yet",
            Link = "A device without a browser",
            LinkLead = "A television, a terminal or another device shows a code? Enter it here.",
            LinkEnter = "Enter a code",
            Leave = "Leave this page",
            Back = "To the account",
            Deeds = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["device"] = "The device has been signed out.",
            },
        },
        Refused = "That did not work. Check what you have typed and try again.",
        Refusals = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["M_FORBIDDEN"] = "The user name or the password is not right.",
            ["M_USER_DEACTIVATED"] = "This account has been deactivated.",
            ["M_USER_LOCKED"] = "This account is locked. Ask the operator of the server.",
            ["M_LIMIT_EXCEEDED"] = "Too many attempts. Wait a minute and try again.",
            ["M_WEAK_PASSWORD"] = "The password must have at least 8 characters.",
            ["M_INVALID_USERNAME"] = "A user name may hold small Latin letters, digits and . _ = - / + only.",
            ["M_USER_IN_USE"] = "This user name is taken. Choose another one.",
            ["M_EXCLUSIVE"] = "This user name is reserved. Choose another one.",
            ["M_UNAUTHORIZED"] = "This invitation code is not valid.",
            ["VESTNIK_USER_CODE"] = "No device is waiting with this code. Check it, or let the device show a new one.",
            ["VESTNIK_OLD_FORM"] = "This page was open for too long. Please do it once more.",
        },
    };
}
