namespace Vestnik.ClientApi.Pages.Text;

/// <summary>The second factor, passkeys, identity keys, and the end of an account.</summary>
public sealed record SecurityWords
{
    public required string CodeTitle { get; init; }

    public required string CodeLead { get; init; }

    public required string Code { get; init; }

    public required string Confirm { get; init; }

    public required string Section { get; init; }

    public required string Codes { get; init; }

    public required string CodesAreOff { get; init; }

    public required string CodesAreOn { get; init; }

    public required string Change { get; init; }

    public required string CodesLead { get; init; }

    public required string Picture { get; init; }

    public required string OrType { get; init; }

    public required string TurnOn { get; init; }

    public required string CodesOn { get; init; }

    public required string TurnOff { get; init; }

    public required string RecoveryTitle { get; init; }

    public required string RecoveryLead { get; init; }

    public required string RecoveryKept { get; init; }

    public required string Reset { get; init; }

    public required string ResetLead { get; init; }

    public required string ResetMeans { get; init; }

    public required string ResetAllow { get; init; }

    public required string ResetAllowed { get; init; }

    public required string ResetGoBack { get; init; }

    public required string Leaving { get; init; }

    public required string Deactivate { get; init; }

    public required string DeactivateMeans { get; init; }

    public required string Erase { get; init; }

    public required string DeactivateNow { get; init; }

    public required string Deactivated { get; init; }

    public required string DeactivatedLead { get; init; }

    public required string Passkeys { get; init; }

    public required string Passkey { get; init; }

    public required string PasskeysLead { get; init; }

    public required string AddPasskey { get; init; }

    public required string RemovePasskey { get; init; }

    public required Func<int, string> CodesLeft { get; init; }
}
