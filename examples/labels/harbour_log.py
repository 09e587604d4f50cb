from datetime import datetime, timezone

print(datetime.now(timezone.utc).isoformat(timespec="minutes"), "all quiet")
