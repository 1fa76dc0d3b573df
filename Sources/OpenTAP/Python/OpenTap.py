# OpenTap
