namespace Vestnik.ClientApi.Pages.Text;

/// <summary>What people read who follow the link of a letter.</summary>
public sealed record ContactWords
{
    public required string Title { get; init; }

    public required string Lead { get; init; }

    public required string Confirm { get; init; }

    public required string Done { get; init; }

    public required string DoneLead { get; init; }

    public required string Wrong { get; init; }

    public required string WrongLead { get; init; }

    private static ContactWords Russian { get; } = new()
    {
        Title = "Новый пароль",
        Lead = "Кто-то хочет задать новый пароль. Если это вы, подтвердите, что это ваш адрес.",
        Confirm = "Подтвердить",
        Done = "Адрес подтверждён",
        DoneLead = "Вернитесь в приложение и продолжайте.",
        Wrong = "Ссылка не действует",
        WrongLead = "Она устарела или уже использована. Запросите в приложении новое письмо.",
    };

    private static ContactWords English { get; } = new()
    {
        Title = "New password",
        Lead = "Somebody wants to set a new password. If it is you, confirm that this is your address.",
        Confirm = "Confirm",
        Done = "Address confirmed",
        DoneLead = "Go back to the app and continue.",
        Wrong = "This link does not work",
        WrongLead = "It is too old or has been used. Ask for another letter in the app.",
    };

    public static ContactWords For(string language) => language == "ru" ? Russian : English;
}
