using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Profiles;
using Vestnik.Homeserver.Timers;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;
using Vestnik.Storage.Timers;

namespace Vestnik.Storage.Profiles;

/// <summary>Profiles in SQL.</summary>
public sealed class ProfileStore(Database database) : IProfileStore
{
    private const int MaximumBytes = 64 * 1024;

    private const string IsAlive = "SELECT 1 FROM accounts WHERE user_id = @user_id AND deactivated_at IS NULL";

    private const string All = "SELECT field, value FROM profile_fields WHERE user_id = @user_id ORDER BY field";

    private const string Set = """
        INSERT INTO profile_fields (user_id, field, value) VALUES (@user_id, @field, @value)
        ON CONFLICT (user_id, field) DO UPDATE SET value = excluded.value
        """;

    private const string Remove = "DELETE FROM profile_fields WHERE user_id = @user_id AND field = @field";

    public ValueTask<Profile?> FindAsync(UserId user, CancellationToken cancel) =>
        database.ReadAsync(
            sql => sql.Number(IsAlive, ("user_id", user.ToString())) is null ? null : new Profile { Fields = Fields(sql, user) },
            cancel);

    public Task<Outcome<bool>> SetAsync(UserId user, string field, byte[]? value, Errand? errand) =>
        database.WriteAsync<Outcome<bool>>(database.ShardOf(user.ToString()), transaction =>
        {
            var fields = Fields(transaction.Sql, user);
            if (value is null ? !fields.ContainsKey(field) : fields.TryGetValue(field, out var known) && known.AsSpan().SequenceEqual(value))
            {
                return false;
            }

            if (field == Profile.DisplayNameField)
            {
                DirectoryStore.List(transaction.Sql, user, value is null ? null : JsonText(value));
            }

            if (value is null)
            {
                transaction.Sql.Execute(Remove, ("user_id", user.ToString()), ("field", field));
            }
            else
            {
                fields[field] = value;
                if (fields.Sum(entry => entry.Key.Length + entry.Value.Length + 4) > MaximumBytes)
                {
                    return MatrixError.Of("M_PROFILE_TOO_LARGE", 400, "A profile may have at most 64 KiB.");
                }

                transaction.Sql.Execute(Set, ("user_id", user.ToString()), ("field", field), ("value", value));
            }

            transaction.Announce(new ProfileChanged(user));
            if (errand is { } following)
            {
                TimerRows.Set(transaction, following);
            }

            return true;
        });

    private static string? JsonText(byte[] value) =>
        new Profile { Fields = new Dictionary<string, byte[]>(StringComparer.Ordinal) { [Profile.DisplayNameField] = value } }.DisplayName;

    private static Dictionary<string, byte[]> Fields(Session sql, UserId user) => sql
        .All(All, row => (Field: row.GetString(0), Value: row.GetFieldValue<byte[]>(1)), ("user_id", user.ToString()))
        .ToDictionary(row => row.Field, row => row.Value, StringComparer.Ordinal);
}
