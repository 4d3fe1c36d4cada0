import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='KeptMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recipient', models.CharField(max_length=254)),
                ('subject', models.CharField(max_length=300)),
                ('text', models.TextField()),
                ('html', models.TextField(blank=True)),
                ('at', models.DateTimeField(db_index=True)),
            ],
            options={
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_feed', to='organisations.person')),
            ],
        ),
        migrations.CreateModel(
            name='Channel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('allowance', models.FloatField(default=0)),
                ('counted_at', models.DateTimeField()),
                ('failures', models.PositiveIntegerField(default=0)),
                ('paused_until', models.DateTimeField(blank=True, null=True)),
                ('trouble', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='channel_is_one')],
            },
        ),
        migrations.CreateModel(
            name='MailHabit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_any_time', models.BooleanField(default=False)),
                ('weekly_on', models.DateField(blank=True, null=True)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.person')),
            ],
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message_id', models.CharField(max_length=120, unique=True)),
                ('sealed', models.BinaryField()),
                ('not_before', models.DateTimeField()),
                ('is_urgent', models.BooleanField(default=False)),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('error', models.CharField(blank=True, max_length=300)),
                ('is_dead', models.BooleanField(default=False)),
            ],
            options={
                'indexes': [models.Index(fields=['is_dead', '-is_urgent', 'not_before'], name='message_line')],
                'constraints': [models.CheckConstraint(condition=models.Q(('attempts__lte', 20)), name='message_attempts_bounded')],
            },
        ),
        migrations.CreateModel(
            name='Unreachable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254)),
                ('status', models.CharField(max_length=20)),
                ('since', models.DateField()),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.person')),
            ],
        ),
        migrations.CreateModel(
            name='Webhook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('service', models.CharField(choices=[('teams', 'Microsoft Teams'), ('slack', 'Slack')], max_length=10)),
                ('host', models.CharField(max_length=253)),
                ('sealed', models.BinaryField()),
                ('nonce', models.CharField(max_length=40, unique=True)),
                ('occasions', models.JSONField(default=list)),
                ('made_on', models.DateField()),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('failures', models.PositiveIntegerField(default=0)),
                ('trouble', models.CharField(blank=True, max_length=300)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='webhooks', to='organisations.organisation')),
            ],
            options={
                'ordering': ['name', 'id'],
                'constraints': [models.UniqueConstraint(models.F('organisation'), models.F('name'), name='webhook_name_once'), models.CheckConstraint(condition=models.Q(('service__in', ['teams', 'slack'])), name='webhook_of_a_known_service')],
            },
        ),
        migrations.CreateModel(
            name='Call',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80)),
                ('title', models.CharField(max_length=300)),
                ('ask', models.CharField(max_length=100)),
                ('path', models.CharField(max_length=200)),
                ('not_before', models.DateTimeField()),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('is_dead', models.BooleanField(default=False)),
                ('webhook', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calls', to='notices.webhook')),
            ],
            options={
                'indexes': [models.Index(fields=['is_dead', 'not_before'], name='call_line')],
                'constraints': [models.UniqueConstraint(models.F('webhook'), models.F('key'), name='call_once'), models.CheckConstraint(condition=models.Q(('attempts__lte', 20)), name='call_attempts_bounded')],
            },
        ),
        migrations.CreateModel(
            name='Wish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('results', 'Resultater er klare'), ('duties', 'Frister for det jeg har ansvar for'), ('meetings', 'Møter jeg er med på'), ('stories', 'Nye fortellinger om hva som hjalp')], max_length=10)),
                ('how', models.CharField(choices=[('now', 'På e-post med en gang'), ('weekly', 'Samlet i ukebrevet'), ('never', 'Ikke på e-post')], max_length=10)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('person'), models.F('kind'), name='wish_once'), models.CheckConstraint(condition=models.Q(('how__in', ['now', 'weekly', 'never']), ('kind__in', ['results', 'duties', 'meetings', 'stories'])), name='wish_is_a_choice')],
            },
        ),
        migrations.CreateModel(
            name='FeedEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.CharField(max_length=120)),
                ('digest', models.CharField(max_length=32)),
                ('day', models.DateField()),
                ('sequence', models.PositiveIntegerField(default=0)),
                ('changed_at', models.DateTimeField()),
                ('is_cancelled', models.BooleanField(default=False)),
                ('feed', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='notices.calendarfeed')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('feed'), models.F('uid'), name='feed_entry_once')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('results', 'Resultater er klare'), ('duties', 'Frister for det jeg har ansvar for'), ('meetings', 'Møter jeg er med på'), ('stories', 'Nye fortellinger om hva som hjalp')], max_length=10)),
                ('key', models.CharField(max_length=80)),
                ('title', models.CharField(max_length=200)),
                ('path', models.CharField(max_length=200)),
                ('at', models.DateTimeField(db_index=True)),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('message_id', models.CharField(blank=True, db_index=True, max_length=120)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='organisations.person')),
            ],
            options={
                'ordering': ['-at', '-id'],
                'constraints': [models.UniqueConstraint(models.F('person'), models.F('key'), name='notice_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['results', 'duties', 'meetings', 'stories'])), name='notice_of_a_known_kind'), models.CheckConstraint(condition=models.Q(('path__startswith', '/')), name='notice_leads_inside')],
            },
        ),
    ]
